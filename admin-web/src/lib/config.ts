import * as z from 'zod/mini';

const configSchema = z.object({
  issuer: z.string().check(z.minLength(1)),
  clientId: z.string().check(z.minLength(1)),
  /** Origin of the API without a trailing slash; empty when it is the page's own. */
  apiBaseUrl: z.string(),
});
export type Config = z.output<typeof configSchema>;

/** What deploy wrote beside the page. Throws when it is missing or is not what it should be. */
export async function loadConfig(): Promise<Config> {
  const response = await fetch('/config.json', { cache: 'no-store' });
  if (!response.ok) throw new Error(`The settings of this page could not be read (${response.status}).`);
  return z.parse(configSchema, await response.json());
}
