import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApiRoute, HttpApi, type VerifyToken } from './http-api/http-api.ts';
import type { LocalFunction } from './lambda/local-function.ts';
import { Site } from './site/site.ts';
import type { Resource } from './template/inventory.ts';
import { headersProperties, integrationProperties, routeProperties } from './template/naming.ts';

/** The HTTP API with the routes, integrations and authorizers of the template. */
export function apiOf(
  resources: readonly Resource[],
  functions: ReadonlyMap<string, LocalFunction>,
  verify: VerifyToken,
  report: (message: string) => void,
): HttpApi {
  const routes = resources
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Route')
    .map(({ properties }): ApiRoute => {
      const { RouteKey, Target, AuthorizationType } = routeProperties.parse(properties);
      const integration = resources.find(({ id }) => id === Target.split('/').at(-1));
      const { IntegrationUri, TimeoutInMillis } = integrationProperties.parse(integration?.properties);
      const target = functions.get(IntegrationUri);
      if (target === undefined) throw new Error(`The route ${RouteKey} leads to no function.`);
      return { key: RouteKey, target, signedIn: AuthorizationType === 'JWT', timeoutMs: TimeoutInMillis };
    });
  return new HttpApi(routes, verify, report);
}

/** The dashboard with the security headers of the template's CloudFront policy. */
export function siteOf(resources: readonly Resource[], build: () => Promise<string>, config: object): Site {
  const policy = resources.find(({ type }) => type === 'AWS::CloudFront::ResponseHeadersPolicy');
  const { ContentSecurityPolicy, FrameOptions, ReferrerPolicy } = headersProperties.parse(policy?.properties)
    .ResponseHeadersPolicyConfig.SecurityHeadersConfig;
  const headers = {
    'content-security-policy': ContentSecurityPolicy.ContentSecurityPolicy,
    'x-frame-options': FrameOptions.FrameOption,
    'referrer-policy': ReferrerPolicy.ReferrerPolicy,
    'x-content-type-options': 'nosniff',
  };
  return new Site(build, headers, config);
}

/**
 * One name for dashboard and API, as CloudFront gives them. Whatever a stranger sends is answered: an address that is
 * none with 400, and a request that breaks off ends there.
 */
export const frontDoor =
  (origin: string, api: HttpApi, site: (response: ServerResponse, path: string) => void) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    const url = URL.parse(request.url ?? '/', origin);
    if (url === null) return void response.writeHead(400).end();
    if (!url.pathname.startsWith('/api/')) {
      try {
        site(response, url.pathname);
      } catch {
        response.writeHead(400).end();
      }
      return;
    }
    api.handle(request, response, url).catch(() => response.destroy());
  };
