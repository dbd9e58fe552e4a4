import type { ServerResponse } from 'node:http';

/** Only what this server sends may run, and it may speak with this server alone (`'self'` covers its WebSockets). */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "manifest-src 'self'",
  // Unlike report-to, it works over plain http to other machines, in every browser, and at once.
  'report-uri /csp-reports',
].join('; ');

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': [
    'accelerometer=()',
    'camera=()',
    'geolocation=()',
    'gyroscope=()',
    'magnetometer=()',
    'microphone=()',
    'payment=()',
    'usb=()',
  ].join(', '),
};

/** For all that this server itself answers; what the gateway answers bears the gateway's own. */
export function setSecurityHeaders(response: ServerResponse, { isSecure }: { readonly isSecure: boolean }): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  if (isSecure) response.setHeader('strict-transport-security', 'max-age=31536000');
}
