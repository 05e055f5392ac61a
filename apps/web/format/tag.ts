/** A state in a few words, in a colour that only repeats them (GOV.UK tag). */
export interface Tag {
  text: string;
  classes: string;
}
