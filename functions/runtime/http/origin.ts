import { AsyncLocalStorage } from 'node:async_hooks';
import { isIP } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

const asking = new AsyncLocalStorage<string>();

/** Runs a request; what it writes to the audit trail says from where it came. */
export const askedFrom = <Answer>(event: APIGatewayProxyEventV2, run: () => Answer): Answer =>
  asking.run(originOf(event), run);

/** From where whoever asks does so; `undefined` for what the service does by itself. */
export const originNow = (): string | undefined => asking.getStore();

/**
 * `sourceIp` is who spoke to API Gateway: behind CloudFront an edge location. The hop before it is what that one says of
 * its own caller, so both are named: `198.51.100.4 via 203.0.113.7`. Whoever comes past CloudFront can claim any.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
function originOf({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const peer = requestContext.http.sourceIp;
  const hops = (headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim());
  const before = hops.at(-1) === peer ? hops.at(-2) : hops.at(-1);
  return before !== undefined && before !== peer && isIP(before) !== 0 ? `${before} via ${peer}` : peer;
}
