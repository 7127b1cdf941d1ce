import { spawn } from 'node:child_process';
import type { Terminal } from '../terminal/terminal.ts';

/** Where there is none, or it does not start, the person opens the address by hand: it was printed. */
export function openBrowser(url: string, { env }: Pick<Terminal, 'env'>): void {
  const [program, ...args] = browserCommand(url, env);
  if (program === undefined) return;
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

function browserCommand(url: string, env: Terminal['env']): readonly string[] {
  if (process.platform === 'darwin') return ['open', url];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url];
  const hasScreen = (env.DISPLAY ?? '') !== '' || (env.WAYLAND_DISPLAY ?? '') !== '';
  return hasScreen ? ['xdg-open', url] : [];
}
