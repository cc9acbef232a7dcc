import { App, Tags } from 'aws-cdk-lib';
import { EdgeStack } from './stacks/edge-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { SiteStack } from './stacks/site-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';
import type { Stage } from './stage.ts';

export interface AppOptions {
  readonly stage: Stage;
  /** Synthesizes without bundling code: the local runtime bundles the entries named in the template itself. */
  readonly local?: boolean;
  readonly outdir?: string;
}

/** An app of its own with the whole system in it. */
export function buildApp({ stage, local = false, outdir }: AppOptions): App {
  const app = new App({
    analyticsReporting: false,
    ...(outdir === undefined ? {} : { outdir }),
    context: local ? { 'aws:cdk:bundling-stacks': [] } : {},
  });
  addStacks(app, stage, local);
  return app;
}

/** The whole system: what is kept, what works, what people see. */
export function addStacks(app: App, stage: Stage, local: boolean): void {
  const prefix = `BritePool-${stage.name}`;
  const env = stage.region === undefined ? {} : { env: { region: stage.region } };
  const storage = new StorageStack(app, `${prefix}-Storage`, { stage, ...env });
  const service = new ServiceStack(app, `${prefix}-Service`, { stage, storage, local, ...env });
  const edge = hasEdge(stage)
    ? new EdgeStack(app, `${prefix}-Edge`, {
        stage,
        crossRegionReferences: true,
        env: { region: 'us-east-1' },
      })
    : undefined;
  new SiteStack(app, `${prefix}-Site`, {
    ...{ stage, api: service.api.http, signIn: service.signIn, local, edge, ...env },
    crossRegionReferences: edge !== undefined,
  });
  // By these the bill is told apart.
  Tags.of(app).add('app', 'britepool-integrations');
  Tags.of(app).add('stage', stage.name);
}

/** CloudFront takes certificates and firewalls from us-east-1 only. */
const hasEdge = ({ waf, domain }: Stage): boolean => waf || domain !== undefined;
