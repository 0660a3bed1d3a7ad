// Names of tables, figures and headings, so that cross-references find them: ten letters and digits.
const SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789";
const LENGTH = 10;

export function newTargetId() {
  const drawn = crypto.getRandomValues(new Uint8Array(LENGTH));
  return Array.from(drawn, (number) => SIGNS[number % SIGNS.length]).join("");
}
