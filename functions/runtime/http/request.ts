import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { limits } from '../../../shared/config/limits.ts';
import { depthOf } from '../../../shared/domain/json-depth.ts';
import { ProblemError } from './problem.ts';

/** The body's bytes as the client sent them, whatever API Gateway made of them. */
export function bodyBytes(event: Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>): Uint8Array {
  return Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
}

/** The JSON body, or a 400 that says why it is none. */
export function jsonBody(event: APIGatewayProxyEventV2): unknown {
  const bytes = bodyBytes(event);
  if (bytes.length > limits.webhookBodyBytes) {
    throw new ProblemError(413, 'too-large', 'The request is larger than 1 MB', {
      hint: 'Send less at once.',
    });
  }
  const text = textOf(bytes);
  if (depthOf(text) > limits.jsonDepth)
    throw new ProblemError(400, 'too-deep', `The body nests deeper than ${limits.jsonDepth} levels`, {
      hint: 'Send it flatter.',
    });
  return readable(() => (text === '' ? {} : JSON.parse(text)));
}

const textOf = (bytes: Uint8Array): string =>
  readable(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes));

function readable<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    throw new ProblemError(400, 'broken-json', 'The request body is not valid JSON', {
      detail: error instanceof Error ? error.message : 'It cannot be read.',
      hint: 'Send one JSON object, encoded in UTF-8.',
    });
  }
}
