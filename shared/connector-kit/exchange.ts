import { type Fault, FaultError, faultOf } from '../domain/fault.ts';
import { redact } from '../domain/redact.ts';
import { maskText } from '../domain/redact-text.ts';
import { fieldSpec } from '../domain/resources.ts';
import type { SignInValues } from '../domain/sign-in.ts';
import type { HttpClient, HttpRequest, HttpResponse } from './http.ts';
import type { Manifest } from './manifest.ts';
import type { SignedWith } from './requests.ts';

/** What a sign-in holds besides secrets. */
const noSecrets = ['obtainedAt', 'expiresAt', 'apiBaseUrl', 'grant'];

/** Who sends, for what must not be seen of it. */
export interface Sent {
  readonly request: HttpRequest;
  readonly signed: SignedWith;
  readonly values: SignInValues;
  readonly manifest: Pick<Manifest, 'streams'>;
}

/** Sends the request; a failure on the way carries what was sent. */
export async function sendTold(http: HttpClient, sent: Sent): Promise<HttpResponse> {
  try {
    return await http.send(sent.request);
  } catch (error) {
    if (!(error instanceof FaultError)) throw error;
    throw new FaultError(withExchange(faultOf(error), sent), { cause: error });
  }
}

/** The fault with the exchange that failed, as far as it may be seen; its own words are cleaned with it. */
export function withExchange(fault: Fault, sent: Sent, response?: HttpResponse): Fault {
  const { request, signed, values, manifest } = sent;
  const secrets = secretsIn(signed, values);
  const raw = {
    ...{ method: request.method, url: request.url.href },
    ...(request.body === undefined ? {} : { requestBody: request.body }),
    ...(response === undefined ? {} : { status: response.status, responseBody: response.text }),
  };
  const exchange = redact(raw, { secrets, personal: personalNames(manifest) });
  return { ...fault, message: maskText(fault.message, secrets), exchange };
}

/** The values themselves, and what signing made of them: `Basic …` is a secret as well. */
function secretsIn(signed: SignedWith, values: SignInValues): readonly string[] {
  const typed = Object.entries(values).filter(([name]) => !noSecrets.includes(name));
  const made = [...Object.values(signed.headers ?? {}), ...Object.values(signed.query ?? {})];
  return [...typed.map(([, value]) => value), ...made, ...made.flatMap((value) => value.split(' ').slice(1))];
}

/**
 * Where the vendor keeps what is personal here: the last name of each mapped path, unless records of other kinds use it,
 * and what the manifest names besides.
 */
function personalNames({ streams }: Pick<Manifest, 'streams'>): readonly string[] {
  const mapped = streams.flatMap(({ resourceType, fieldMappings }) =>
    fieldMappings.map(({ externalField, internalField }) => ({
      name: (externalField.split('.').at(-1) ?? '').replace(/\[\d*\]$/, '').toLowerCase(),
      personal: fieldSpec(resourceType, internalField)?.personal === true,
    })),
  );
  const common = new Set(mapped.filter(({ personal }) => !personal).map(({ name }) => name));
  const own = mapped.filter(({ name, personal }) => personal && !common.has(name)).map(({ name }) => name);
  return [...own, ...streams.flatMap(({ personal = [] }) => personal.map((name) => name.toLowerCase()))];
}
