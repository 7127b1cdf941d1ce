/** As much of the browser's XMLHttpRequest as dicomweb-client uses, over `fetch`; browsers' header order and casing. */
export class FetchXmlHttpRequest {
  readyState = 0;
  status = 0;
  responseType = '';
  response: unknown = null;
  onreadystatechange: () => void = () => undefined;
  #method = '';
  #url = '';
  #sent: Record<string, string> = {};
  #received = new Headers();

  open(method: string, url: string): void {
    this.#method = method.toUpperCase();
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#sent[name] = value;
  }

  getResponseHeader(name: string): string | null {
    return this.#received.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#received].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  send(body?: ArrayBuffer): void {
    const init = { method: this.#method, headers: this.#sent, ...(body && { body }) };
    fetch(this.#url, init).then(
      (answer) => this.#receive(answer),
      () => this.#end(null),
    );
  }

  async #receive(answer: Response): Promise<void> {
    this.status = answer.status;
    this.#received = answer.headers;
    const bytes = await answer.arrayBuffer();
    this.#end(this.responseType === 'arraybuffer' ? bytes : textOrJson(this.responseType, bytes));
  }

  #end(response: unknown): void {
    this.response = response;
    this.readyState = 4;
    this.onreadystatechange();
  }
}

function textOrJson(responseType: string, bytes: ArrayBuffer): unknown {
  const text = Buffer.from(bytes).toString('utf8');
  return responseType === 'json' && text !== '' ? JSON.parse(text) : text;
}
