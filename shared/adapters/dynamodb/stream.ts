import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { BritePoolRecord } from '../../domain/record.ts';
import { recordItem } from './schemas.ts';

/** The record inside a stream image, which carries DynamoDB's typed attributes. */
export const recordOfImage = (image: Record<string, AttributeValue>): BritePoolRecord =>
  recordItem.parse(unmarshall(image));
