import * as z from 'zod';
import { drifted } from './faults.ts';
import type { HttpResponse } from './http.ts';

/** The response's JSON in the shape a connector declares; anything else is `drifted` with the place at fault. */
export function parseResponse<Shape>(response: HttpResponse, schema: z.ZodType<Shape>, what: string): Shape {
  return parseShape(parseJson(response, what), schema, what);
}

export function parseJson(response: HttpResponse, what: string): unknown {
  try {
    return JSON.parse(response.text);
  } catch {
    throw drifted(what, '', response.text === '' ? 'the answer is empty' : 'the answer is not JSON');
  }
}

export function parseShape<Shape>(json: unknown, schema: z.ZodType<Shape>, what: string): Shape {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw drifted(what, `/${(issue?.path ?? []).map(String).join('/')}`, issue?.message ?? 'unreadable');
}

/** Any JSON object, kept whole: field mappings read what they need from it. */
export const record = z.record(z.string(), z.json());
