import { describe, expect, it } from 'vitest';
import { routes, type Verb } from '../../../lambdas/routes.ts';
import { groupNames } from '../../../shared/access/groups.ts';
import { callerActions, scopeOf } from '../../../shared/access/scopes.ts';
import { type Resource, synthesisedStacks } from '../../makers/synthesised-stacks.ts';

const { gateway, data } = synthesisedStacks();
const verbs: readonly Verb[] = [...new Set(routes.map((route) => route.verb))];

describe('the API', () => {
  const methods = Object.values(gateway.ofType('AWS::ApiGateway::Method')).map(({ Properties }) => {
    return { ...Properties, line: `${Properties.HttpMethod} ${pathOf(Properties.ResourceId.Ref)}` };
  });
  const guarded = methods.filter((method) => method.HttpMethod !== 'OPTIONS');
  const open = methods.filter((method) => method.HttpMethod === 'OPTIONS');

  it('has the methods of the route table and one OPTIONS a path', () => {
    const expected = routes
      .filter((route) => route.method !== 'OPTIONS')
      .map((route) => `${route.method} ${route.path}`);
    const paths = new Set(routes.map((route) => `OPTIONS ${route.path}`));

    expect(guarded.map((method) => method.line).toSorted()).toEqual(expected.toSorted());
    expect(open.map((method) => method.line).toSorted()).toEqual([...paths].toSorted());
  });

  it.each(guarded.map((method) => [method.line, method]))(
    'asks for sign-in and exactly one scope: %s',
    (line, method) => {
      const route = routes.find(({ method: verb, path }) => `${verb} ${path}` === line);

      expect(method).toMatchObject({
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizationScopes: [route?.permission],
      });
      expect(gateway.resources[method.AuthorizerId.Ref]?.Properties.Type).toBe('COGNITO_USER_POOLS');
    },
  );

  it('leads each method to the function of its verb, and streams its answer', () => {
    for (const { line, Integration: integration } of guarded) {
      const route = routes.find(({ method, path }) => `${method} ${path}` === line);
      expect(integration).toMatchObject({
        Type: 'AWS_PROXY',
        ResponseTransferMode: 'STREAM',
        TimeoutInMillis: 900_000,
      });
      expect(functionBehind(integration)).toMatch(new RegExp(`^Verbs${capitalised(route?.verb ?? '?')}`));
      expect(JSON.stringify(integration.Uri)).toContain('/response-streaming-invocations');
    }
  });

  it('leads OPTIONS, the only method without an authorizer, to the function that may touch no image', () => {
    const targets = new Set(open.map((method) => functionBehind(method.Integration).replace(/[0-9A-F]{8}$/, '')));

    expect(targets).toEqual(new Set(['VerbsCapabilities']));
  });

  it('asks the user pool of this stack', () => {
    const [authorizer] = Object.values(gateway.ofType('AWS::ApiGateway::Authorizer'));
    const [poolId] = Object.keys(gateway.ofType('AWS::Cognito::UserPool'));

    expect(authorizer?.Properties.ProviderARNs).toEqual([{ 'Fn::GetAtt': [poolId, 'Arn'] }]);
  });

  it('takes and gives bytes of any media type, from its own region', () => {
    expect(onlyOf('AWS::ApiGateway::RestApi').Properties).toMatchObject({
      BinaryMediaTypes: ['*/*'],
      EndpointConfiguration: { Types: ['REGIONAL'] },
      DisableExecuteApiEndpoint: false,
    });
  });

  it('answers 404 where there is no such path', () => {
    const responses = Object.values(gateway.ofType('AWS::ApiGateway::GatewayResponse'));

    const unknown = responses.find(({ Properties }) => Properties.ResponseType === 'MISSING_AUTHENTICATION_TOKEN');

    expect(unknown?.Properties.StatusCode).toBe('404');
    expect(JSON.parse(unknown?.Properties.ResponseTemplates['application/json'])).toMatchObject({
      status: 404,
      code: 'route-not-found',
    });
  });

  it('keeps no log of bodies or headers', () => {
    const { MethodSettings: settings } = onlyOf('AWS::ApiGateway::Stage').Properties;

    expect(settings ?? []).not.toContainEqual(expect.objectContaining({ DataTraceEnabled: true }));
  });

  it('tells the functions a base URL that needs no deployed stage', () => {
    const [apiId] = Object.keys(gateway.ofType('AWS::ApiGateway::RestApi'));

    for (const verb of verbs) {
      const { PUBLIC_BASE_URL: url } = functionOf(verb).Properties.Environment.Variables;
      expect(url['Fn::Join'][1]).toEqual([
        'https://',
        { Ref: apiId },
        '.execute-api.',
        { Ref: 'AWS::Region' },
        '.',
        { Ref: 'AWS::URLSuffix' },
        '/v1',
      ]);
    }
  });

  it('is reached by its own name only, once it has one', () => {
    const customDomain = {
      domainName: 'images.hospital.example',
      certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0',
    };

    const named = synthesisedStacks({ customDomain }).gateway;

    const [api] = Object.values(named.ofType('AWS::ApiGateway::RestApi'));
    const [domain] = Object.values(named.ofType('AWS::ApiGateway::DomainName'));
    const [anyFunction] = Object.values(named.ofType('AWS::Lambda::Function'));
    expect(api?.Properties.DisableExecuteApiEndpoint).toBe(true);
    expect(domain?.Properties).toMatchObject({ DomainName: 'images.hospital.example', SecurityPolicy: 'TLS_1_2' });
    expect(anyFunction?.Properties.Environment.Variables.PUBLIC_BASE_URL).toBe('https://images.hospital.example');
  });
});

describe('sign-in', () => {
  const pool = onlyOf('AWS::Cognito::UserPool');
  const clients = Object.values(gateway.ofType('AWS::Cognito::UserPoolClient')).map(({ Properties }) => Properties);
  const reviewer = clients.find(({ CallbackURLs: [url] = [] }) => String(url).startsWith('http://localhost'));
  const viewer = clients.find((client) => client.GenerateSecret === false && client !== reviewer);
  const router = clients.find((client) => client.GenerateSecret === true);

  /** Without challenge functions nobody can pass the custom flow; a refresh needs a token that the page has given. */
  const deadFlows = ['ALLOW_CUSTOM_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];

  it('always asks for a second factor, and never by text message', () => {
    expect(pool.Properties).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  it('asks for long passwords of all kinds of characters, never an old one again', () => {
    expect(pool.Properties.Policies.PasswordPolicy).toEqual({
      MinimumLength: 14,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      PasswordHistorySize: 24,
      TemporaryPasswordValidityDays: 1,
    });
  });

  it('is on guard against stolen passwords, and nobody signs up alone', () => {
    expect(pool.Properties).toMatchObject({
      UserPoolTier: 'PLUS',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    });
  });

  it('keeps its users when the stack goes', () => {
    expect(pool.Properties.DeletionProtection).toBe('ACTIVE');
    expect(pool).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('knows exactly the scopes that callers can be given', () => {
    const { Identifier: identifier, Scopes: scopes } = onlyOf('AWS::Cognito::UserPoolResourceServer').Properties;

    const names = scopes.map(({ ScopeName }: { ScopeName: string }) => `${identifier}/${ScopeName}`);

    expect(names).toEqual(callerActions.map(scopeOf));
  });

  it('gives access tokens a quarter of an hour', () => {
    for (const client of clients) {
      expect(client).toMatchObject({ AccessTokenValidity: 15, TokenValidityUnits: { AccessToken: 'minutes' } });
      expect(client.EnableTokenRevocation).toBe(true);
    }
    expect(clients).toHaveLength(3);
  });

  it('gives viewers a code and what reading needs, and sends them back nowhere but home', () => {
    expect(viewer).toMatchObject({ AllowedOAuthFlows: ['code'], PreventUserExistenceErrors: 'ENABLED' });
    expect(scopesOf(viewer)).toEqual(['dicom/study.read', 'dicom/study.search', 'dicom/study.thumbnail', 'openid']);
    expect(viewer.CallbackURLs).toHaveLength(1);
    expect(JSON.stringify(viewer.CallbackURLs)).not.toContain('http:');
  });

  it('gives reviewers a code and nothing but to review, and sends them back to their own machine', () => {
    expect(reviewer).toMatchObject({ AllowedOAuthFlows: ['code'], GenerateSecret: false });
    expect(scopesOf(reviewer)).toEqual(['dicom/dlp.review', 'openid']);
    expect(reviewer.CallbackURLs).toEqual(['http://localhost:52310/callback']);
  });

  it('has the groups that open something to people', () => {
    const groups = Object.values(gateway.ofType('AWS::Cognito::UserPoolGroup'));

    expect(groups.map(({ Properties }) => Properties.GroupName).toSorted()).toEqual([...groupNames].toSorted());
  });

  it('gives routers nothing but to store', () => {
    expect(router.AllowedOAuthFlows).toEqual(['client_credentials']);
    expect(scopesOf(router)).toEqual(['dicom/study.write']);
  });

  it('takes no password past the hosted page', () => {
    for (const client of clients) {
      expect(client.ExplicitAuthFlows.filter((flow: string) => !deadFlows.includes(flow))).toEqual([]);
      expect(client.ExplicitAuthFlows).not.toEqual([]);
    }
    expect(pool.Properties.LambdaConfig).toBeUndefined();
  });

  it('is the issuer that the functions trust, for these clients only', () => {
    const [poolId] = Object.keys(gateway.ofType('AWS::Cognito::UserPool'));
    const { TOKEN_ISSUER: issuer, TOKEN_CLIENT_IDS: clientIds } = functionOf('search').Properties.Environment.Variables;

    expect(JSON.stringify(issuer)).toContain(`"Fn::GetAtt":["${poolId}","ProviderURL"]`);
    expect(clientIds['Fn::Join'][1].filter((part: unknown) => typeof part === 'object')).toHaveLength(3);
  });

  function scopesOf(client: Resource['Properties']): string[] {
    const [serverId] = Object.keys(gateway.ofType('AWS::Cognito::UserPoolResourceServer'));
    return client.AllowedOAuthScopes.map((scope: string | { 'Fn::Join': [string, unknown[]] }) => {
      if (typeof scope === 'string') return scope;
      return scope['Fn::Join'][1].map((part) => (isReferenceTo(part, serverId) ? 'dicom' : part)).join('');
    }).toSorted();
  }
});

describe('the functions', () => {
  it('are one for each verb, on the runtime the code is written for, in the network without a way out', () => {
    expect(Object.keys(gateway.ofType('AWS::Lambda::Function'))).toHaveLength(verbs.length);
    for (const verb of verbs) {
      const { Properties } = functionOf(verb);
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Handler: 'index.handler' });
      expect(Properties.VpcConfig.SubnetIds).toHaveLength(2);
      expect(Properties.Environment.Variables.NODE_OPTIONS).toBe('--enable-source-maps');
    }
  });

  it('have no address of their own: the API is the only way to them', () => {
    const permissions = Object.values(gateway.ofType('AWS::Lambda::Permission'));

    expect(gateway.ofType('AWS::Lambda::Url')).toEqual({});
    expect(new Set(permissions.map(({ Properties }) => Properties.Principal))).toEqual(
      new Set(['apigateway.amazonaws.com']),
    );
    expect(JSON.stringify(permissions)).not.toContain('test-invoke-stage');
  });

  it('keep their logs when the stack goes, for a year', () => {
    const logs = Object.values(gateway.ofType('AWS::Logs::LogGroup'));

    expect(logs).toHaveLength(verbs.length);
    expect(new Set(logs.map((log) => `${log.DeletionPolicy} ${log.Properties.RetentionInDays}`))).toEqual(
      new Set(['Retain 365']),
    );
  });
});

/** Everything that a function may do beside writing its log and joining the network. */
describe('what a function may do', () => {
  it.each<[Verb, Readonly<Record<string, readonly string[]>>]>([
    ['capabilities', {}],
    ['search', { 'kms:Decrypt': ['the key'], 's3:GetObject': ['sidecars/*'], 's3:ListBucket': ['the bucket'] }],
    [
      'retrieve',
      {
        's3:GetObject': ['sidecars/*', 'studies/*'],
        's3:PutObject': ['sidecars/*'],
        's3:ListBucket': ['the bucket'],
        'kms:Decrypt': ['the key'],
        'kms:GenerateDataKey': ['the key'],
      },
    ],
    [
      'store',
      {
        's3:GetObject': ['incoming/*', 'studies/*'],
        's3:AbortMultipartUpload': ['incoming/*', 'quarantine: bytes/*', 'studies/*'],
        's3:PutObject': [
          'incoming/*',
          'quarantine: bytes/*',
          'quarantine: entries/*',
          'sidecars/*',
          'studies/*',
          'unsettled/*',
        ],
        's3:DeleteObject': ['incoming/*', 'sidecars/*', 'studies/*', 'unsettled/*'],
        's3:ListBucket': ['quarantine: the bucket', 'the bucket'],
        'kms:Decrypt': ['quarantine: the key', 'the key'],
        'kms:GenerateDataKey': ['quarantine: the key', 'the key'],
      },
    ],
    [
      'review',
      {
        's3:GetObject': [
          'incoming/*',
          'quarantine: bytes/*',
          'quarantine: decisions/*',
          'quarantine: entries/*',
          'quarantine: reports/*',
          'studies/*',
        ],
        's3:AbortMultipartUpload': ['incoming/*', 'studies/*'],
        's3:PutObject': [
          'incoming/*',
          'quarantine: decisions/*',
          'quarantine: reports/*',
          'sidecars/*',
          'studies/*',
          'unsettled/*',
        ],
        's3:DeleteObject': ['incoming/*', 'sidecars/*', 'studies/*', 'unsettled/*'],
        's3:ListBucket': ['quarantine: the bucket', 'the bucket'],
        'kms:Decrypt': ['quarantine: the key', 'the key'],
        'kms:GenerateDataKey': ['quarantine: the key', 'the key'],
      },
    ],
  ])('%s: what its verb needs, where it needs it, and no more', (verb, own) => {
    const everyVerb = { 'kms:GenerateMac': ['the audit key'], 'rds-db:connect': ['the gateway role'] };

    expect(allowedTo(verb)).toEqual({ ...everyVerb, ...own });
  });

  it.each(verbs.filter((verb) => verb !== 'review'))('is not to read what the guard holds: %s', (verb) => {
    const readable = allowedTo(verb)['s3:GetObject'] ?? [];

    expect(readable.filter((place) => place.startsWith('quarantine'))).toEqual([]);
  });

  it('destroys no version of any object, whatever the verb', () => {
    const actions = verbs.flatMap((verb) => Object.keys(allowedTo(verb)));

    expect(actions.filter((action) => /Version|Lifecycle|BucketPolicy|\*/.test(action))).toEqual([]);
  });

  it('stands in policies of these stacks only, beside the two of Lambda itself', () => {
    const roles = Object.values(gateway.ofType('AWS::IAM::Role'));

    const managed = new Set(
      roles.flatMap(({ Properties }) => JSON.stringify(Properties.ManagedPolicyArns).match(/AWSLambda\w+/g)),
    );

    expect(managed).toEqual(new Set(['AWSLambdaBasicExecutionRole', 'AWSLambdaVPCAccessExecutionRole']));
    expect(roles).toHaveLength(verbs.length);
    expect(data.ofType('AWS::IAM::Role')).toEqual({});
  });
});

interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
}

function statementsOf(verb: Verb): readonly Statement[] {
  const roleId = functionOf(verb).Properties.Role['Fn::GetAtt'][0];
  return Object.values(gateway.ofType('AWS::IAM::Policy'))
    .filter(({ Properties }) => Properties.Roles.some((role: { Ref: string }) => role.Ref === roleId))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

/** By action, where: resources in the words of this file, in the order of the alphabet. */
function allowedTo(verb: Verb): Readonly<Record<string, readonly string[]>> {
  const allowed: Record<string, string[]> = {};
  for (const { Effect: effect, Action: actions, Resource: resources } of statementsOf(verb)) {
    expect(effect).toBe('Allow');
    for (const action of [actions].flat()) {
      allowed[action] = [...(allowed[action] ?? []), ...[resources].flat().map(placeOf)].toSorted();
    }
  }
  return allowed;
}

function placeOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  const store = /(Archive|Quarantine)(?:Key|Bucket)/.exec(text)?.[1];
  const whose = store === 'Quarantine' ? 'quarantine: ' : '';
  if (/(Archive|Quarantine)Key\w+Arn/.test(text)) return `${whose}the key`;
  if (/AuditKey\w+Arn/.test(text)) return 'the audit key';
  if (/dbuser:.*\/gateway"/.test(text)) return 'the gateway role';
  const under = /(?:Archive|Quarantine)Bucket\w+Arn\w+"},"\/([\w/]+\*)"/.exec(text)?.[1];
  if (under !== undefined) return `${whose}${under}`;
  const isBucket = /^{"Fn::ImportValue":"[^"]*(Archive|Quarantine)Bucket\w+Arn\w*"}$/.test(text);
  return isBucket ? `${whose}the bucket` : text;
}

function functionOf(verb: Verb): Resource {
  const found = Object.entries(gateway.ofType('AWS::Lambda::Function')).filter(([id]) =>
    new RegExp(`^Verbs${capitalised(verb)}[0-9A-F]{8}$`).test(id),
  );
  if (found.length !== 1 || found[0] === undefined) throw new Error(`expected one function for ${verb}`);
  return found[0][1];
}

function onlyOf(type: string): Resource {
  const [resource, ...others] = Object.values(gateway.ofType(type));
  if (resource === undefined || others.length > 0) throw new Error(`expected exactly one ${type}`);
  return resource;
}

function functionBehind(integration: Resource['Properties']): string {
  return JSON.stringify(integration.Uri).match(/"(Verbs\w+)"/)?.[1] ?? '';
}

function pathOf(resourceId: string): string {
  const { ParentId: parent, PathPart: part } = gateway.resources[resourceId]?.Properties ?? {};
  return part === undefined ? '' : `${parent.Ref === undefined ? '' : pathOf(parent.Ref)}/${part}`;
}

function isReferenceTo(part: unknown, id: string | undefined): boolean {
  return typeof part === 'object' && part !== null && 'Ref' in part && part.Ref === id;
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
