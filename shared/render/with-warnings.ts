import type { Retrieved } from '../retrieve/retrieved.ts';
import type { RenderingWishes } from './rendering-parameters.ts';

/** PS3.18 8.3.5.1.1, quoted as every warning of ours (docs/decisions/0062). */
export function withWarnings(sent: Retrieved, { warnings }: RenderingWishes, publicBaseUrl: string): Retrieved {
  if (warnings.length === 0) return sent;
  const Warning = warnings.map((text) => `299 ${publicBaseUrl}: "${text}"`).join(', ');
  return { ...sent, headers: { ...sent.headers, Warning } };
}
