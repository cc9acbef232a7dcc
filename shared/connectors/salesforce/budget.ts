import type { HttpResponse } from '../../connector-kit/http.ts';
import type { BudgetReading } from '../../domain/look-ups.ts';

const daySeconds = 86_400;

/** `api-usage=18/15000`: what the whole org used in 24 hours, and may. https://developer.salesforce.com/docs/platform/api-rest/guide/headers_api_usage */
export function budget({ headers }: HttpResponse): Omit<BudgetReading, 'at'> | undefined {
  const [, used, most] =
    /(?:^|[;\s])api-usage=(\d{1,12})\/(\d{1,12})/.exec(headers['sforce-limit-info'] ?? '') ?? [];
  if (used === undefined || most === undefined) return undefined;
  return { remaining: Math.max(0, Number(most) - Number(used)), windowSeconds: daySeconds };
}
