import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Notifier } from '../../application/ports.ts';
import { type AwsCredentials, signedHeaders } from './sign-request.ts';

export interface MailOptions {
  readonly from: string | undefined;
  /** Who is mailed now. */
  readonly to: () => Promise<readonly string[]>;
  /** Origin of the dashboard, without a trailing slash. */
  readonly dashboardUrl: string;
  readonly region: string;
  /** Another address than AWS's own, as the SDK takes it from AWS_ENDPOINT_URL. */
  readonly endpoint: string | undefined;
  readonly credentials: AwsCredentials;
  readonly now: () => string;
}

const timeoutMs = 10_000;

type Notice = Parameters<Notifier['send']>[1];
const footer = '---\nThis is an automated alert from BritePool Integration System';

/** One mail to all recipients through SES. https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
export async function sendMail(
  options: MailOptions,
  { subject, paragraphs, path }: Notice,
): Promise<'sent' | 'nobody'> {
  const to = options.from === undefined ? [] : await options.to();
  if (to.length === 0) return 'nobody';
  const text = [...paragraphs, `View Details: ${options.dashboardUrl}${path}`, footer].join('\n\n');
  await post(
    options,
    JSON.stringify({
      FromEmailAddress: options.from,
      Destination: { ToAddresses: to },
      Content: {
        Simple: {
          Subject: { Data: subject, Charset: 'UTF-8' },
          Body: { Text: { Data: text, Charset: 'UTF-8' } },
        },
      },
    }),
  );
  return 'sent';
}

function post({ region, endpoint, credentials, now }: MailOptions, body: string): Promise<void> {
  const url = new URL('/v2/email/outbound-emails', endpoint ?? `https://email.${region}.amazonaws.com`);
  const call = { method: 'POST', url, body, region, service: 'ses', at: now() };
  const headers = {
    ...signedHeaders(call, credentials),
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  };
  const send = url.protocol === 'https:' ? secureRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = send(url, { method: 'POST', headers, signal });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      answer.resume();
      const { statusCode = 0 } = answer;
      if (statusCode < 300) answer.once('end', resolve);
      else reject(new Error(`The mail service answered ${statusCode}.`));
    });
    sent.end(body);
  });
}
