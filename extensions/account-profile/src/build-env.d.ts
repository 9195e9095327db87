/** Replaced by the build with the address of Laurel's server; nothing else of the environment is readable here. */
declare const process: { readonly env: { readonly APP_URL: string } };
