import * as z from 'zod/mini';
import type { SecretStore } from '../../shared/application/ports.ts';
import { api } from '../../shared/contract/api.ts';
import type { SecretAnswer } from '../runtime/http/idempotency.ts';
import { ProblemError } from '../runtime/http/problem.ts';

const rotated = z.looseObject({ integrationId: z.string() });
const kept = z.object({ integration: z.looseObject({ id: z.string() }) });

/** The secret for webhooks stays in the secret store; an answer that is given again gets the one of that moment. */
export const secretAnswers = (
  secrets: Pick<SecretStore, 'webhookSecrets'>,
): { readonly createIntegration: SecretAnswer; readonly rotateWebhookSecret: SecretAnswer } => ({
  createIntegration: {
    keep: (output) => {
      const { integration, ...rest } = z.parse(api.createIntegration.response, output);
      const { webhookSecret: _secret, ...shown } = integration;
      return { ...rest, integration: shown };
    },
    restore: async (stored) => {
      const answer = z.parse(z.looseObject({ integration: z.unknown() }), stored);
      const { integration } = z.parse(kept, stored);
      const webhookSecret = (await secrets.webhookSecrets(integration.id)).default?.[0];
      if (webhookSecret === undefined) throw deletedSince();
      return z.parse(api.createIntegration.response, {
        ...answer,
        integration: { ...integration, webhookSecret },
      });
    },
  },
  rotateWebhookSecret: {
    keep: (output) => {
      const { webhookSecret: _secret, ...shown } = z.parse(api.rotateWebhookSecret.response, output);
      return shown;
    },
    restore: async (stored) => {
      const answer = z.parse(rotated, stored);
      const webhookSecret = (await secrets.webhookSecrets(answer.integrationId)).default?.[0];
      if (webhookSecret === undefined) throw deletedSince();
      return z.parse(api.rotateWebhookSecret.response, { ...answer, webhookSecret });
    },
  },
});

const deletedSince = () =>
  new ProblemError(409, 'deleted-meanwhile', 'What this request was about was deleted since', {
    hint: 'Take a new Idempotency-Key to do it for another.',
  });
