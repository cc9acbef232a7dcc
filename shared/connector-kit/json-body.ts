import { depthOf } from '../domain/json-depth.ts';
import { refused, type WebhookReading } from './webhook.ts';

const deepest = 64;

/** The JSON of a body that may be hostile: UTF-8, bounded depth; otherwise a 400 that says where it breaks. */
export function readJsonBody(body: Uint8Array): { readonly json: unknown } | WebhookReading {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    if (depthOf(text) > deepest)
      return refused(400, 'too-deep', `The body nests deeper than ${deepest} levels.`);
    return { json: JSON.parse(text) };
  } catch (error) {
    return refused(
      400,
      'broken-json',
      `The body is not valid JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
    );
  }
}
