import { secretsManagerClient } from '../../shared/adapters/secrets-manager/client.ts';
import { secretsManagerStore } from '../../shared/adapters/secrets-manager/secret-store.ts';
import { limits } from '../../shared/config/limits.ts';
import { readEnv } from './env.ts';

/** The integrations' secrets, remembered for at most `cacheSeconds`. */
export function wireSecrets(cacheSeconds: number = limits.secretCacheSeconds) {
  const { secretPrefix } = readEnv(['secretPrefix'] as const);
  return secretsManagerStore(secretsManagerClient(), {
    prefix: secretPrefix,
    cacheSeconds,
    now: Date.now,
  });
}
