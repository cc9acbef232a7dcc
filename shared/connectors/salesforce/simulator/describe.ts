import { type Field, objects, recordTypes } from './objects.ts';
import { seenFields } from './query.ts';
import type { SalesforceState } from './state.ts';

/** https://developer.salesforce.com/docs/platform/api-rest/guide/resources_sobject_describe */
export const describeObject = (state: SalesforceState, object: string) => ({
  ...{ name: object, label: object, labelPlural: `${object}s`, keyPrefix: objects[object]?.prefix },
  ...{ createable: object !== 'User', updateable: object !== 'User', deletable: object !== 'User' },
  ...{ queryable: true, retrieveable: true, replicateable: true, custom: false },
  fields: seenFields(state, object).map(describeField),
  recordTypeInfos: object === 'Contact' ? recordTypes : recordTypes.filter(({ master }) => master),
});

const describeField = ({
  name,
  type,
  label,
  length = 0,
  may = '',
  values = [],
  restricted = false,
  to = [],
  externalId = false,
}: Field) => ({
  ...{ name, type, label: label ?? name, length, referenceTo: to },
  ...{ custom: name.endsWith('__c'), externalId, unique: externalId, restrictedPicklist: restricted },
  ...{ createable: may.includes('c'), updateable: may.includes('u'), nillable: !may.includes('r') },
  ...{ filterable: type !== 'textarea', sortable: type !== 'textarea' },
  picklistValues: values.map((value) => ({ value, label: value, active: true, defaultValue: false })),
});
