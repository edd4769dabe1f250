declare module 'virtual:theme.css';
declare module 'virtual:guides' {
  /** `consent.md`, `gateways/twilio.md` …: every guide of this version. */
  export const guideNames: readonly string[];
}
