import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  StandardThreatProtectionMode,
  UserPool,
  type UserPoolClient,
  type UserPoolResourceServer,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { groupNames } from '../../shared/access/groups.ts';
import { type CallerAction, callerActions } from '../../shared/access/scopes.ts';

export interface SignInProps {
  /** Where a viewer may be sent back to with its code; nowhere else. */
  readonly viewerCallbackUrls: readonly string[];
  readonly domainPrefix: string;
}

/** Lives minutes: API Gateway honours an access token until it expires, whatever was revoked meanwhile. */
const accessTokenValidity = Duration.minutes(15);

/** RFC 8252 7.3, as far as Cognito goes: it compares the port, so the command on a reviewer's machine listens here. */
const reviewerCallbackUrl = 'http://localhost:52310/callback';

/** Who people and machines are: one user pool, our groups and scopes, a client each for viewers, modality routers and reviewers. */
export class SignIn extends Construct {
  readonly userPool: UserPool;
  readonly viewerClient: UserPoolClient;
  readonly routerClient: UserPoolClient;
  readonly reviewerClient: UserPoolClient;
  readonly #resourceServer: UserPoolResourceServer;
  readonly #scopes: ReadonlyMap<CallerAction, ResourceServerScope>;

  constructor(scope: Construct, id: string, props: SignInProps) {
    super(scope, id);
    this.userPool = createUserPool(this);
    this.userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: props.domainPrefix } });
    this.#scopes = new Map(callerActions.map((action) => [action, resourceServerScope(action)]));
    this.#resourceServer = this.userPool.addResourceServer('Dicom', {
      identifier: 'dicom',
      scopes: [...this.#scopes.values()],
    });
    this.viewerClient = this.#createViewerClient(props.viewerCallbackUrls);
    this.routerClient = this.#createRouterClient();
    this.reviewerClient = this.#createReviewerClient();
    for (const groupName of groupNames) this.userPool.addGroup(groupName, { groupName });
  }

  get tokenIssuer(): string {
    return this.userPool.userPoolProviderUrl;
  }

  #createViewerClient(callbackUrls: readonly string[]): UserPoolClient {
    return this.userPool.addClient('Viewer', {
      ...personClientProps,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, ...viewerActions.map((action) => this.#oauthScope(action))],
        callbackUrls: [...callbackUrls],
        logoutUrls: [...callbackUrls],
      },
    });
  }

  /** For who is in the group `dlp-reviewer` or `administrator`; everybody else's token opens nothing (access/groups.ts). */
  #createReviewerClient(): UserPoolClient {
    return this.userPool.addClient('Reviewer', {
      ...personClientProps,
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, this.#oauthScope('dlp.review')],
        callbackUrls: [reviewerCallbackUrl],
      },
    });
  }

  /** A router only brings images in; no person stands behind it, so it may neither search nor read. */
  #createRouterClient(): UserPoolClient {
    return this.userPool.addClient('Router', {
      ...sharedClientProps,
      generateSecret: true,
      oAuth: { flows: { clientCredentials: true }, scopes: [this.#oauthScope('study.write')] },
    });
  }

  #oauthScope(action: CallerAction): OAuthScope {
    const scope = this.#scopes.get(action);
    if (scope === undefined) throw new Error(`the resource server has no scope ${action}`);
    return OAuthScope.resourceServer(this.#resourceServer, scope);
  }
}

/** What a viewer asks for: a list of studies, their thumbnails, their images. */
const viewerActions = ['study.search', 'study.thumbnail', 'study.read'] as const;

/**
 * A client without explicit flows may send passwords to Cognito's API, past the hosted page. Rotation rules the
 * refresh flow out, so this names the custom one, which is dead in a pool that has no challenge functions.
 */
const onlyHostedPage = { custom: true };

const sharedClientProps = {
  accessTokenValidity,
  authFlows: onlyHostedPage,
  enableTokenRevocation: true,
  preventUserExistenceErrors: true,
};

/** Public: a browser or a command keeps no secret, so the code is worth nothing without PKCE's verifier (RFC 7636). */
const personClientProps = {
  ...sharedClientProps,
  generateSecret: false,
  idTokenValidity: accessTokenValidity,
  refreshTokenValidity: Duration.hours(8),
  refreshTokenRotationGracePeriod: Duration.seconds(10),
};

function createUserPool(scope: Construct): UserPool {
  return new UserPool(scope, 'UserPool', {
    featurePlan: FeaturePlan.PLUS,
    standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    accountRecovery: AccountRecovery.EMAIL_ONLY,
    mfa: Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: {
      minLength: 14,
      requireLowercase: true,
      requireUppercase: true,
      requireDigits: true,
      requireSymbols: true,
      passwordHistorySize: 24,
      tempPasswordValidity: Duration.days(1),
    },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
}

function resourceServerScope(action: CallerAction): ResourceServerScope {
  return new ResourceServerScope({ scopeName: action, scopeDescription: `May ask for ${action}` });
}

/** Cognito's prefixes are one namespace for all accounts of a region. */
export const defaultDomainPrefix = `portcullis-${Aws.ACCOUNT_ID}-${Aws.REGION}`;
