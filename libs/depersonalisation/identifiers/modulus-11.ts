/** Ten figures whose last checks the others by modulus 11, as NHS and CHI numbers have it; one figure ten times is no number. */
export function hasModulus11Check(figures: string): boolean {
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (figures.charCodeAt(i) - 48) * (10 - i);
  const check = (11 - (sum % 11)) % 11;
  return check === figures.charCodeAt(9) - 48 && figures !== figures[0]!.repeat(10);
}
