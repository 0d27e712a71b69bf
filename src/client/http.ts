/** One request. `path` is relative to the root of the API and has its query, e.g. `tasks?organisation=debr`. */
export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Resolves when nobody waits for the answer any more. */
  readonly cancelled?: Promise<unknown>;
};

/** The part of the browser's `Response` that is read. */
export interface IHttpResponse {
  readonly status: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** Carries requests to the scheduler. Rejects only when nobody answered. */
export interface IHttp {
  send(request: HttpRequest): Promise<IHttpResponse>;
}
