/** A name of the code as the command line writes it: `tooEarly` is `too-early`. */
export function hyphenated(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
