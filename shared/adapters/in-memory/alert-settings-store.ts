import type { AlertSettingsStore, SlackSecret } from '../../application/ports.ts';
import type { AlertSettings } from '../../domain/alert-rules.ts';
import { copy, follows } from './memory.ts';

export function memoryAlertSettingsStore(): AlertSettingsStore {
  let stored: AlertSettings | undefined;
  return {
    async get() {
      return copy(stored);
    },
    async put(settings) {
      if (!follows(stored, settings.version)) return 'stale';
      stored = copy(settings);
      return 'written';
    },
  };
}

export function memorySlackSecret(): SlackSecret {
  let stored: string | undefined;
  return {
    url: async () => stored,
    async save(url) {
      stored = url;
    },
  };
}
