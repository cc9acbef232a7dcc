import type { HttpAnswer } from '../runtime/http/problem.ts';

export const openapiPath = '/api/openapi.json';

/** The document of this API, for whoever asks: it holds no secrets. Made when it is first asked for. */
export async function openapiAnswer(): Promise<HttpAnswer> {
  const { openapiDocument } = await import('../../shared/contract/openapi.ts');
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    body: JSON.stringify(openapiDocument()),
  };
}
