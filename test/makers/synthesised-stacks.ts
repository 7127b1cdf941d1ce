import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type DeployOptions, readDeployOptions } from '../../cdk/deploy-options.ts';
import { DataStack } from '../../cdk/stacks/data-stack.ts';
import { GatewayStack } from '../../cdk/stacks/gateway-stack.ts';
import cdkJson from '../../cdk.json' with { type: 'json' };

export interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation says, and tests look deep into it
  readonly Properties: any;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export interface SynthesisedStack {
  readonly terminationProtection: boolean;
  readonly resources: Readonly<Record<string, Resource>>;
  ofType(type: string): Readonly<Record<string, Resource>>;
}

/** Both stacks as `npm run synth` makes them, but for the bundling of the functions. */
export function synthesisedStacks(options: Partial<DeployOptions> = {}) {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] } });
  const { data, gateway } = addStacks(app, options);
  return { data: synthesised(data), gateway: synthesised(gateway) };
}

/** The whole of it, bundles too, into a folder. */
export function synthesise(outdir: string): void {
  const app = new App({ context: { ...cdkJson.context, 'aws:cdk:enable-asset-metadata': true }, outdir });
  addStacks(app, {});
  app.synth();
}

function addStacks(app: App, options: Partial<DeployOptions>) {
  const data = new DataStack(app, 'Data', {});
  const gateway = new GatewayStack(app, 'Gateway', {
    data,
    options: { ...readDeployOptions(() => undefined), ...options },
  });
  return { data, gateway };
}

function synthesised(stack: DataStack | GatewayStack): SynthesisedStack {
  const resources: Record<string, Resource> = Template.fromStack(stack).toJSON().Resources;
  const ofType = (type: string) =>
    Object.fromEntries(Object.entries(resources).filter(([, resource]) => resource.Type === type));
  return { terminationProtection: stack.terminationProtection === true, resources, ofType };
}
