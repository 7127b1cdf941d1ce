import { fakeAwslambda } from './fake-lambda-runtime.ts';

Object.assign(globalThis, { awslambda: fakeAwslambda });
