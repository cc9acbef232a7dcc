import { createHash, createHmac } from 'node:crypto';

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface SignedCall {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly region: string;
  readonly service: string;
  /** ISO 8601. */
  readonly at: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/**
 * Headers that prove who calls AWS, for an address without a query. The SDK's client for the one call that needs this
 * is larger than the function that makes it. https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html
 */
export function signedHeaders(call: SignedCall, credentials: AwsCredentials): Record<string, string> {
  const stamp = `${call.at.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const day = stamp.slice(0, 8);
  const scope = `${day}/${call.region}/${call.service}/aws4_request`;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const headers = {
    host: call.url.host,
    'x-amz-date': stamp,
    ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
  };
  const names = Object.keys(headers).join(';');
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const request = [call.method, call.url.pathname, '', lines.join(''), names, sha256(call.body)].join('\n');
  const text = ['AWS4-HMAC-SHA256', stamp, scope, sha256(request)].join('\n');
  const key = [day, call.region, call.service, 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => keyed(secret, part),
    `AWS4${secretAccessKey}`,
  );
  const signature = keyed(key, text).toString('hex');
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}
