import { escapeHtml, pageHtml } from './page.ts';

export interface SignInForm {
  /** Where the form goes: the page's own address. */
  readonly action: string;
  /** As typed before, so that only the password must be typed again. */
  readonly name: string;
  /** What went wrong with the last try, and what to do. */
  readonly complaint?: string;
}

/** Labels, autocomplete and an alert that is read out: a password manager and a screen reader find their way. */
export function signInHtml({ action, name, complaint }: SignInForm): string {
  const alert = complaint === undefined ? '' : `<p role="alert" id="complaint">${escapeHtml(complaint)}</p>`;
  const described = complaint === undefined ? '' : ' aria-describedby="complaint" aria-invalid="true"';
  const [nameFocus, passwordFocus] = name === '' ? [' autofocus', ''] : ['', ' autofocus'];
  return pageHtml({
    title: complaint === undefined ? 'Sign in' : 'Sign in again',
    body: `<h1>Sign in</h1>
<p>to let a program on your computer use Portcullis in your name</p>
${alert}<form method="post" action="${escapeHtml(action)}">
<label for="name">User name</label>
<input id="name" name="name" value="${escapeHtml(name)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="128" required${described}${nameFocus}>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required${described}${passwordFocus}>
<button>Sign in</button>
</form>`,
  });
}
