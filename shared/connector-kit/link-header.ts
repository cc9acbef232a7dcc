import { nextAddress } from './faults.ts';

const link = /<([^>]*)>((?:\s*;\s*[\w!#$&+\-.^`|~*]+\s*(?:=\s*(?:"(?:[^"\\]|\\.)*"|[^",;\s]+))?)*)/g;
const parameter = /;\s*([\w!#$&+\-.^`|~*]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|([^",;\s]+)))?/g;

/**
 * Target of the first `rel="next"` link, absolute; `null` when there is none. Links that speak about another
 * resource (`anchor`) are not about this page. https://www.rfc-editor.org/rfc/rfc8288#section-3
 */
export function nextLink(header: string | undefined, base: string): string | null {
  for (const [, target = '', parameters = ''] of (header ?? '').matchAll(link)) {
    const found = new Map<string, string>();
    for (const [, name = '', quoted, bare] of parameters.matchAll(parameter)) {
      const key = name.toLowerCase();
      if (!found.has(key)) found.set(key, quoted ?? bare ?? '');
    }
    const relations = (found.get('rel') ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next') && !found.has('anchor')) return nextAddress(target, base);
  }
  return null;
}
