import type { CredentialField } from '../../shared/connector-kit/auth-scheme.ts';
import type { Budget, Manifest, SettingField } from '../../shared/connector-kit/manifest.ts';
import type { catalogueOperations } from '../../shared/contract/catalogue.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';

type View = RouteOutput<(typeof catalogueOperations)['listConnectors']>['connectors'][number];

/** What the manifests say, for the screens on which a system is chosen and connected. */
export function catalogueRoutes(manifests: readonly Manifest[]): Routes<typeof catalogueOperations> {
  const connectors = manifests.map(view);
  return { listConnectors: async () => ({ connectors }) };
}

function view(manifest: Manifest): View {
  const { type, name, docsUrl, defaultBaseUrl, webhooks, limits, healingPollMinutes, cannot } = manifest;
  const plans = (limits.plans ?? []).map(({ id, label, budgets }) => ({
    id,
    label,
    budgets: budgets.map(budgetView),
  }));
  return {
    ...{ type, name, docsUrl, defaultBaseUrl, healingPollMinutes, plans },
    signIns: signInsOf(manifest),
    settings: manifest.settings.map((setting) => ({
      ...fieldView(setting),
      choices: setting.choices,
      many: setting.many === true,
      after: [...(setting.after ?? [])],
      options: setting.name === 'plan' ? plans.map(({ id, label }) => ({ id, label })) : [],
    })),
    streams: manifest.streams.map(({ name: stream, label, resourceType, can }) => ({
      ...{ name: stream, label, resourceType },
      can: { ...can },
    })),
    webhooks: { ...webhooks },
    budgets: limits.budgets.map(budgetView),
    cannot: [...cannot],
  };
}

const signInsOf = ({ auth }: Manifest): View['signIns'] =>
  auth.flatMap((scheme): View['signIns'] => {
    if (scheme.authType !== 'OAUTH2')
      return [{ authType: scheme.authType, inBrowser: false, fields: scheme.fields.map(credentialView) }];
    return scheme.grants.map(({ grant, fields }) => ({
      authType: scheme.authType,
      ...{ grant, inBrowser: grant === 'authorization-code' },
      fields: fields.map(credentialView),
    }));
  });

const fieldView = ({ name, label, help, optional }: CredentialField | SettingField) => ({
  ...{ name, label, help },
  optional: optional === true,
});
const credentialView = (field: CredentialField) => ({ ...fieldView(field), secret: field.secret });
const budgetView = ({ requests, seconds, scope, note, source }: Budget) => ({
  ...{ requests, seconds, scope, note, source },
});
