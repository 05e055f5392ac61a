/** What a health body may have published in the Data Security and Protection Toolkit. */
export type ToolkitStatus = 'standards-met' | 'approaching-standards' | 'standards-not-met';
