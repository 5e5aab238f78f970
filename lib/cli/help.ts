/** What `--help` prints. */
export const HELP = `Usage: apitoolkit-nestjs doctor [options]
       apitoolkit-nestjs inspect [options]

doctor checks how apitoolkit-nestjs is set up, from the app's folder, and says what to do.
It reads the environment as your app would, and asks the endpoint; it sends no record unless told to.

  --app FILE[#NAME]   load the app's module (dist/app.module.js; #AppModule by default) without making
                      instances, and check how the module is imported and its options
  --main FILE         the app's entry file (package.json's main or dist/main.js by default)
  --env-file FILE     read variables from a file first; those that are set already stay
  --api-url URL       the server's API, to check the key (also APITOOLKIT_API_URL)
  --allow-insecure    the key may go over http:// to another machine, as with allowInsecure: true
  --send              send one test record through the whole way of a record
  --timeout SECONDS   for each answer (10 by default)
  --json              the same as JSON

inspect shows on a page what apps on this machine send to it, by OTLP over HTTP. It runs until it is stopped.

  --port PORT         where apps send to, and where the page is (4318 by default)
  --max-exchanges N   how many are kept, in memory (500 by default)

  -h, --help          this text
  -v, --version       the version

Exit code: 0 when nothing failed (warnings may be there), 1 when something did, 2 for a wrong command line.
`;
