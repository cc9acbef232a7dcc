import type { Properties } from './schema.ts';

const clean = (part: string | null | undefined): string => (part ?? '').trim().replace(/\s+/g, ' ');

/** First and last name in one; the address where somebody has no name. */
export function fullName({ firstname, lastname, email }: Properties): string | null {
  const name = clean(`${clean(firstname)} ${clean(lastname)}`);
  return name !== '' ? name : clean(email) || null;
}

/**
 * A whole name in two parts, so that they read as the same name together. A part that is as it was before stays whole,
 * for nobody can tell from the name where the last name begins.
 */
export function nameParts(
  whole: string,
  before: Pick<Properties, string> = {},
): { readonly firstname: string; readonly lastname: string } {
  const name = clean(whole);
  const [first, last] = [clean(before.firstname), clean(before.lastname)];
  if (last !== '' && name.endsWith(` ${last}`))
    return { firstname: name.slice(0, -last.length - 1), lastname: last };
  if (first !== '' && name.startsWith(`${first} `))
    return { firstname: first, lastname: name.slice(first.length + 1) };
  const [firstname = '', ...rest] = name.split(' ');
  return { firstname, lastname: rest.join(' ') };
}
