const mask = '•••';

/** Shorter values are no secrets, and hiding them would hide half of every text. */
const shortest = 4;

/** The text without any of the secrets, in whichever form they were put into it, and without e-mail addresses and phone numbers. */
export function maskText(text: string, secrets: readonly string[]): string {
  const forms = secrets.filter(({ length }) => length >= shortest).flatMap(formsOf);
  // Longest first: a part of a secret may be a secret itself.
  const hidden = [...new Set(forms)].sort((a, b) => b.length - a.length);
  const without = hidden.reduce((rest, form) => rest.replaceAll(form, mask), text);
  return without
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${mask}`)
    .replace(/[^\s"'<>@:,;()[\]=&?/]{1,64}(?:@|%40)[\w-]+(?:\.[\w-]+)+/g, mask)
    .replace(phone, mask);
}

/** `+49 170 1234567`, `(030) 123-4567`, `555-123-4567`: digits alone may be an id and stay. */
const phone = /\+\d(?:[\s().-]?\d){6,14}|\(\d{2,5}\)\s?\d[\d\s.-]{4,12}\d|\b\d{3}[-.\s]\d{3}[-.\s]\d{4}\b/g;

function formsOf(secret: string): readonly string[] {
  const encoded = secret.isWellFormed() ? encodeURIComponent(secret) : secret;
  const form = new URLSearchParams([['', secret]]).toString().slice(1);
  return [secret, encoded, form, JSON.stringify(secret).slice(1, -1)];
}

const telling =
  /authori[sz]ation|cookie|token|secret|passw|api[-_ ]?key|credential|signature|session|private[-_ ]?key|^key$|^sig$|^auth$|e-?mail|phone|mobile/i;

/** Whether a value of this name is never shown, whatever it is. */
export const sensitiveName = (name: string): boolean => telling.test(name);
