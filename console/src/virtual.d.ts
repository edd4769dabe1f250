declare module 'virtual:theme.css';
declare module 'virtual:guides' {
  /** What every guide of this version is called, by `consent.md`, `gateways/twilio.md` … */
  export const guideTitles: Readonly<Record<string, string>>;
}
