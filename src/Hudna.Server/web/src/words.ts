import { view } from './address';
import { ar } from './words/ar';
import { en, type Key, type Plural, type PluralKey } from './words/en';

export type Language = 'en' | 'ar';

export const language = (): Language => (view().query.lang === 'ar' ? 'ar' : 'en');
export const isArabic = () => language() === 'ar';

// Levantine month names and Arabic-Indic digits come with the Syrian locale; days stand before months in both.
const locales: Record<Language, string> = { en: 'en-GB', ar: 'ar-SY-u-nu-arab' };
export const locale = () => locales[language()];

const words = () => (isArabic() ? ar : en);

/** A word of the interface; {name} is filled in. */
export function t(key: Key, fill: Record<string, string | number> = {}): string {
  return words()[key].replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = fill[name];
    return typeof value === 'number' ? number(value) : (value ?? '');
  });
}

/** A word that may have none (a code that data brought along): the code itself then, its hyphens as spaces. */
export function word(prefix: string, code: string): string {
  const found = (words() as Record<string, unknown>)[`${prefix}.${code}`];
  return typeof found === 'string' ? found : code.replaceAll('-', ' ').toLowerCase();
}

export function plural(key: PluralKey, n: number): string {
  const forms: Plural = words()[key];
  const form = n === 0 && forms.zero ? 'zero' : (new Intl.PluralRules(language()).select(n) as keyof Plural);
  return (forms[form] ?? forms.other).replace('#', number(n));
}

export const number = (n: number) => new Intl.NumberFormat(locale(), { maximumFractionDigits: 2 }).format(n);

export const percent = (p: number) => new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(p);

export function distance(metres: number): string {
  const unit = metres < 1000 ? 'meter' : 'kilometer';
  const value = metres < 1000 ? Math.round(metres / 50) * 50 : Math.round(metres / 100) / 10;
  return new Intl.NumberFormat(locale(), { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

export function date(day: string, parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' }): string {
  return new Intl.DateTimeFormat(locale(), { ...parts, timeZone: 'UTC' }).format(utc(day));
}

/** A list in words: "a, b and c". */
export const list = (items: string[]) => new Intl.ListFormat(language(), { type: 'conjunction' }).format(items);

// The middle dot looks like the Arabic-Indic zero, so Arabic has a dash in its place.
export const dot = () => (isArabic() ? ' – ' : ' · ');
export const comma = () => (isArabic() ? '، ' : ', ');
export const semicolon = () => (isArabic() ? '؛ ' : '; ');
