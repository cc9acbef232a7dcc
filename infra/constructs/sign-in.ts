import { Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnUserPoolGroup, FeaturePlan, Mfa, OAuthScope, UserPool } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { roles } from '../../shared/config/names.ts';
import type { Stage } from '../stage.ts';

/** Path of the dashboard to which a browser comes back. */
const callbackPath = '/signed-in';

/** Who vouches for people: BritePool's own issuer, or a Cognito pool of the stack's with one group per role. */
export class SignIn extends Construct {
  readonly issuer: string;
  readonly audiences: string[];
  /** As whom the dashboard asks for a sign-in. */
  readonly clientId: string;
  /** Origins that the dashboard's page talks to for it; Cognito's pages live under a name of their own. */
  readonly origins: readonly string[];

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    const { issuer, audience, dashboardClientId } = stage;
    if (issuer === undefined) {
      const pool = this.pool(stage);
      this.issuer = pool.userPoolProviderUrl;
      this.clientId = this.client(pool, stage);
      this.audiences = [this.clientId];
      this.origins = [originOf(this.issuer), this.pages(pool, stage)];
      return;
    }
    this.issuer = issuer;
    this.audiences = [audience];
    this.clientId = dashboardClientId;
    this.origins = [originOf(issuer)];
  }

  private pool(stage: Stage): UserPool {
    const pool = new UserPool(this, 'Users', {
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
      },
      removalPolicy: stage.retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    for (const role of roles)
      new CfnUserPoolGroup(this, `Group-${role}`, { userPoolId: pool.userPoolId, groupName: role });
    return pool;
  }

  private client(pool: UserPool, { publicBaseUrl }: Stage): string {
    const back =
      publicBaseUrl === undefined
        ? {}
        : { callbackUrls: [`${publicBaseUrl}${callbackPath}`], logoutUrls: [`${publicBaseUrl}/`] };
    return pool.addClient('Dashboard', {
      authFlows: {},
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL],
        ...back,
      },
    }).userPoolClientId;
  }

  /** Origin of the pages on which people sign in; the account's number makes its name unique. */
  private pages(pool: UserPool, { name }: Stage): string {
    const domainPrefix = `britepool-${name}-${Stack.of(this).account}`;
    return pool.addDomain('Pages', { cognitoDomain: { domainPrefix } }).baseUrl();
  }
}

/** The origin: a content policy that names a path would let nothing below that path through. */
function originOf(issuer: string): string {
  const [scheme, , host] = [0, 1, 2].map((part) => Fn.select(part, Fn.split('/', issuer)));
  return `${scheme}//${host}`;
}
