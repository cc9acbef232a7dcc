import { queryOptions } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { credentialOperations } from '../../../../../shared/contract/credentials.ts';
import {
  type fieldMapping,
  type fieldMappingView,
  fieldMappingOperations as operations,
} from '../../../../../shared/contract/field-mappings.ts';
import type { Api } from '../../../lib/api.ts';

export type Rule = z.output<typeof fieldMapping>;
export type Mapping = z.output<typeof fieldMappingView>;
export type Kind = Mapping['resourceType'];
type Chosen = z.output<typeof operations.getFieldMapping.response>;
export type OurField = Chosen['fields'][number];
export type NamedTransform = Chosen['namedTransforms'][number];
export type Discovered = z.output<typeof credentialOperations.streamFields.response>['fields'][number];
export type Tried = z.output<typeof operations.tryFieldMapping.response>;
export type Checked = z.output<typeof operations.checkFieldMapping.response>;
export type UnknownValue = z.output<typeof operations.listFieldMappings.response>['unknownValues'][number];

/** Where the rules of one kind of record are. */
export interface Place {
  readonly id: string;
  readonly resourceType: Kind;
}

/** The kinds that have rules, and values that none of them knows. */
export const listMappings = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['field-mappings', id],
    queryFn: ({ signal }) => api(operations.listFieldMappings, { params: { id } }, signal),
  });

export const getMapping = (api: Api, place: Place) =>
  queryOptions({
    queryKey: ['field-mappings', place.id, place.resourceType],
    queryFn: ({ signal }) => api(operations.getFieldMapping, { params: { ...place } }, signal),
  });

export const listVersions = (api: Api, place: Place) =>
  queryOptions({
    queryKey: ['field-mappings', place.id, place.resourceType, 'versions'],
    queryFn: async ({ signal }) =>
      (await api(operations.listFieldMappingVersions, { params: { ...place } }, signal)).versions,
  });

/** The fields that the other system itself names, looked up now. */
export const streamFields = (api: Api, id: string, stream: string) =>
  queryOptions({
    queryKey: ['stream-fields', id, stream],
    queryFn: async ({ signal }) =>
      (await api(credentialOperations.streamFields, { params: { id, stream } }, signal)).fields,
    staleTime: 60_000,
    retry: false,
  });

/** What is wrong with rules that are not saved yet, and which lose values. */
export const checkRules = (api: Api, place: Place, fields: readonly Rule[]) =>
  queryOptions({
    queryKey: ['field-check', place, fields],
    queryFn: ({ signal }) =>
      api(operations.checkFieldMapping, { params: { ...place }, body: { fields: [...fields] } }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const saveRules = (api: Api, place: Place, body: { fields: Rule[]; version: number }) =>
  api(operations.saveFieldMapping, { params: { ...place }, body });

export const restoreRules = (api: Api, place: Place, body: { restore: number; version: number }) =>
  api(operations.restoreFieldMapping, { params: { ...place }, body });

/** What the rules would make of one real record; nothing is written. */
export const tryRules = (api: Api, place: Place, fields: readonly Rule[], externalId: string) =>
  api(operations.tryFieldMapping, {
    params: { ...place },
    body: { fields: [...fields], ...(externalId === '' ? {} : { externalId }) },
  });
