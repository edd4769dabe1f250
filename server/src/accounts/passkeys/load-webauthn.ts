/** The library is 330 modules, a tenth of what a start would load, and only whoever uses a passkey needs it. */
export const loadWebauthn = () => import('@simplewebauthn/server');
