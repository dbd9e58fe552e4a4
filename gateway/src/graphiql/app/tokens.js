const { fetch, navigator } = globalThis;

/** The page of the project takes the same lock: a refresh token is good for one use, whichever tab makes it. */
const refreshLock = 'auth-refresh';

/**
 * The token that operations bear which bring none of their own: the last one that was pasted or signed in for in any tab of
 * GraphiQL, otherwise that of whoever is signed in on the page. `handler` is the address of the page server's token handler,
 * where there is one.
 */
export function createTokens(handler) {
  let adopted;
  let renewed;
  const renew = async () => {
    const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const response = await fetch(handler, request);
    if (response.status !== 200) return undefined; // 204: nobody is signed in
    const { accessToken, expiresIn } = await response.json();
    return token(accessToken, expiresIn);
  };
  return {
    adopt(value, expiresIn) {
      adopted = token(value, expiresIn);
    },
    async current() {
      if (isGood(adopted)) return adopted.value;
      if (handler === undefined || isGood(renewed)) return renewed?.value;
      const locks = navigator.locks; // browsers have none for pages of other machines without https
      renewed = await (locks === undefined ? renew() : locks.request(refreshLock, renew));
      return renewed?.value;
    },
  };
}

/** Renewed before it expires. Of a pasted one nobody knows when that is. */
function token(value, expiresInSeconds = Infinity) {
  return { value, until: Date.now() + expiresInSeconds * 800 };
}

function isGood(known) {
  return known !== undefined && Date.now() < known.until;
}
