import { checkMapping } from '../../shared/application/field-mappings/check-mapping.ts';
import type { FieldMappingDeps } from '../../shared/application/field-mappings/deps.ts';
import { findMapping } from '../../shared/application/field-mappings/find-mapping.ts';
import { restoreMapping } from '../../shared/application/field-mappings/restore-mapping.ts';
import { saveMapping } from '../../shared/application/field-mappings/save-mapping.ts';
import { tryMapping } from '../../shared/application/field-mappings/try-mapping.ts';
import { unknownIntegration } from '../../shared/application/integrations/update-integration.ts';
import type { Api } from '../../shared/contract/api.ts';
import type { fieldMappingOperations } from '../../shared/contract/field-mappings.ts';
import type { FieldMappingSet } from '../../shared/domain/field-mapping.ts';
import type { MappingProblem } from '../../shared/domain/field-mapping-check.ts';
import { namedTransforms } from '../../shared/domain/named-transforms.ts';
import { type ResourceType, resourceFields, resourceTypes } from '../../shared/domain/resources.ts';
import { ProblemError } from '../runtime/http/problem.ts';
import { accepted } from '../runtime/http/refusals.ts';
import type { RouteOutput, Routes } from '../runtime/http/serve.ts';

type View<Name extends keyof Api> = RouteOutput<Api[Name]>;
/** An answer is JSON; what the domain may not change, JSON need not either. */
const json = <Shape>(value: unknown): Shape => JSON.parse(JSON.stringify(value));

const viewOf = ({ integrationId: _id, schemaVersion: _stored, ...set }: FieldMappingSet) =>
  json<View<'getFieldMapping'>['mapping']>(set);

function typeOf(name: string): ResourceType {
  const found = resourceTypes.find((type) => type === name.toUpperCase());
  if (found !== undefined) return found;
  throw new ProblemError(404, 'unknown-kind', `There are no records of the kind "${name}"`, {
    hint: `Use one of ${resourceTypes.join(', ')}.`,
  });
}

export function fieldMappingRoutes(deps: FieldMappingDeps): Routes<typeof fieldMappingOperations> {
  const find = async (id: string, type: string) => accepted(await findMapping(deps, id, typeOf(type)));
  return {
    async listFieldMappings({ params }) {
      accepted((await deps.integrations.get(params.id)) ?? unknownIntegration(params.id));
      const [sets, unknown] = await Promise.all([
        deps.fieldMappings.current(params.id),
        deps.unknownValues.list(params.id),
      ]);
      return {
        mappings: sets.map(viewOf),
        unknownValues: unknown.map(({ integrationId: _id, ...value }) => value),
      };
    },
    async getFieldMapping({ params }) {
      const { set } = await find(params.id, params.resourceType);
      return {
        mapping: viewOf(set),
        fields: ourFields(set.resourceType),
        namedTransforms: transformChoices(),
      };
    },
    async listFieldMappingVersions({ params }) {
      const { set } = await find(params.id, params.resourceType);
      const versions = await deps.fieldMappings.versions(params.id, set.resourceType);
      return { versions: versions.map(viewOf) };
    },
    async saveFieldMapping({ params, body, caller }) {
      const type = typeOf(params.resourceType);
      return savedView(accepted(await saveMapping(deps, params.id, type, body, caller.id)));
    },
    async restoreFieldMapping({ params, body, caller }) {
      const type = typeOf(params.resourceType);
      return savedView(accepted(await restoreMapping(deps, params.id, type, body, caller.id)));
    },
    async checkFieldMapping({ params, body }) {
      const { set } = await find(params.id, params.resourceType);
      const report = await checkMapping(deps, { ...set, fields: body.fields });
      const ok = report.problems.every(({ severity }) => severity !== 'error');
      return { ok, ...json<Omit<View<'checkFieldMapping'>, 'ok'>>(report) };
    },
    async tryFieldMapping({ params, body: { fields, externalId } }) {
      const trial = {
        ...(fields === undefined ? {} : { fields }),
        ...(externalId === undefined ? {} : { externalId }),
      };
      const type = typeOf(params.resourceType);
      return json<View<'tryFieldMapping'>>(accepted(await tryMapping(deps, params.id, type, trial)));
    },
  };
}

const savedView = ({ set, warnings }: { set: FieldMappingSet; warnings: readonly MappingProblem[] }) => ({
  success: true as const,
  mapping: viewOf(set),
  warnings: [...warnings],
});

const ourFields = (type: ResourceType) =>
  Object.entries(resourceFields[type]).map(
    ([name, { label, kind, required, privileged, options, target }]) => ({
      ...{ name, label, kind, required: required === true, privileged: privileged === true },
      ...(options === undefined ? {} : { options: [...options] }),
      ...(target === undefined ? {} : { target }),
    }),
  );

const transformChoices = () =>
  Object.entries(namedTransforms).map(([name, { label, kinds, targets, inward, outward }]) => ({
    ...{ name, label, kinds: [...kinds], reads: inward !== undefined, writes: outward !== undefined },
    ...(targets === undefined ? {} : { targets: targets === 'zone' ? targets : [...targets] }),
  }));
