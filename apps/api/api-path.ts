/** Where the interface lives; its controllers name it themselves, because pages share the application. */
export const API_PATH = '/api/v1';
