const NAMES = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** `US` → `United States`, `EU` → `European Union`. A code that stands for no region is given back as it is. */
export function countryName(code: string): string {
  if (code === 'unknown') return 'country not known';
  return (/^[A-Z]{2}$/.test(code) ? NAMES.of(code) : undefined) ?? code;
}

export function countryNames(codes: readonly string[]): string {
  return codes.map(countryName).join(', ');
}
