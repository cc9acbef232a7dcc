import * as z from 'zod';
import type { ExternalData } from '../domain/external.ts';
import type { Budget, Manifest } from './manifest.ts';

type Limited = Pick<Manifest, 'limits'>;

/** The setting in which an admin names the plan, for connectors whose manifest knows several; empty is the smallest. */
export const planSetting = ({ limits: { plans = [] } }: Limited) =>
  z.optional(
    z.string().refine((id) => plans.some((plan) => plan.id === id), 'Choose the plan from the list'),
  );

/** The requests that the account's plan allows, by its settings: those of the smallest plan where none is named. */
export const budgetsOf = ({ limits }: Limited, { plan }: ExternalData): readonly Budget[] =>
  limits.plans?.find(({ id }) => id === plan)?.budgets ?? limits.budgets;
