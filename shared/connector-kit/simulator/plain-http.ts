import type { HttpClient } from '../http.ts';

/** Requests to simulators without the guards of the real client: redirects are answers. */
export const plainHttp: HttpClient = {
  async send({ method, url, headers, body }) {
    const answer = await fetch(url, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
    });
    return {
      status: answer.status,
      headers: Object.fromEntries(answer.headers),
      text: await answer.text(),
      url: answer.url,
    };
  },
};
