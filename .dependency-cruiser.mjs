/**
 * Who may import whom. Every rule has a violation of its own in test/architecture/seeds.ts that must be caught, so a
 * rule that no longer bites fails the build.
 */
const production = '^(infra|functions|shared|admin-web)/';
const specs = ['/__tests__/', '/__fixtures__/', '[.]test[.]tsx?$'];

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    rule(
      'domain-is-pure',
      'The domain decides from values it is given. Pass the value in, or name a port in shared/application/ports.ts.',
      { path: '^shared/domain/', pathNot: specs },
      { pathNot: '^shared/domain/' },
    ),
    rule(
      'application-knows-only-the-domain',
      'A use case names what it needs in ports.ts; the function that runs it supplies the adapter.',
      { path: '^shared/application/', pathNot: specs },
      { pathNot: '^shared/(application|domain|config)/' },
    ),
    rule(
      'contract-is-zod-and-domain-words',
      'The contract is shipped to browsers. It takes its lists of words from the domain, which is pure, so that none exists twice.',
      { path: '^shared/contract/', pathNot: specs },
      { pathNot: ['^shared/(contract|domain)/', '^node_modules/zod/'] },
    ),
    rule(
      'config-imports-nothing',
      'Names and numbers that infra and functions agree on; an import would couple synth to run time.',
      { path: '^shared/config/' },
      { pathNot: '^shared/config/' },
    ),
    rule(
      'kit-knows-no-connector',
      'The kit is what connectors have in common. Naming one of them here means the kit lacks a concept.',
      {
        path: '^shared/connector-kit/',
        pathNot: ['^shared/connector-kit/(simulator|conformance)/', ...specs],
      },
      { pathNot: ['^shared/(connector-kit|domain)/', '^node_modules/zod/', '^(node:)?crypto$'] },
    ),
    rule(
      'simulator-kit-knows-no-connector',
      'What simulators share serves every system alike.',
      { path: '^shared/connector-kit/' },
      { path: '^shared/connectors/' },
    ),
    rule(
      'connectors-are-islands',
      'A connector uses its own folder, the kit, the domain and zod. Two that share code share it through the kit.',
      { path: '^shared/connectors/([^/]+)/', pathNot: ['/simulator/', ...specs] },
      { pathNot: ['^shared/connectors/$1/', '^shared/(connector-kit|domain)/', '^node_modules/zod/'] },
    ),
    rule(
      'connectors-never-meet',
      'Delete a connector’s folder and the connector is gone, its simulator and specs included.',
      { path: '^shared/connectors/([^/]+)/' },
      { path: '^shared/connectors/[^/]+/', pathNot: '^shared/connectors/$1/' },
    ),
    rule(
      'manifests-are-data',
      'infra reads manifests at synth time: they may name types and plain kit or domain data, never run code.',
      { path: '^shared/connectors/[^/]+/manifest[.]ts$' },
      { pathNot: '^shared/(connector-kit/manifest|domain/)', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'simulators-stay-out-of-production',
      'A stand-in for a vendor may never reach a function or a stack.',
      { path: production, pathNot: ['/simulator/', ...specs] },
      { path: '/simulator/' },
    ),
    rule(
      'only-adapters-speak-aws',
      'AWS SDK clients live behind ports in shared/adapters; the local runtime talks to its own engines.',
      { pathNot: ['^shared/adapters/', '^infra/local/', '^test/', '^bench/'] },
      { path: '^node_modules/@(aws-sdk|smithy)/' },
    ),
    rule(
      'adapters-do-not-call-each-other',
      'One family per technology. Two of them meet in a use case, not inside one of them.',
      { path: '^shared/adapters/([^/]+)/', pathNot: specs },
      { path: '^shared/adapters/[^/]+/', pathNot: '^shared/adapters/$1/' },
    ),
    rule(
      'adapters-point-inwards',
      'An adapter implements a port; it knows no connector, no function and no HTTP contract.',
      { path: '^shared/adapters/', pathNot: specs },
      { path: ['^functions/', '^infra/', '^admin-web/', '^shared/(connectors|contract)/'] },
    ),
    rule(
      'adapters-know-no-use-case',
      'An adapter sees the ports; what is done with it is not its business.',
      { path: '^shared/adapters/', pathNot: specs },
      { path: '^shared/application/', pathNot: '^shared/application/ports[.]ts$' },
    ),
    rule(
      'shared-never-looks-up',
      'shared lies below functions, infra and the dashboard.',
      { path: '^shared/', pathNot: specs },
      { path: '^(functions|infra|admin-web|test|bench)/' },
    ),
    rule(
      'functions-are-islands',
      'Two functions share code through shared/ or functions/runtime, never by importing each other.',
      { path: '^functions/(?!runtime/)([^/]+)/', pathNot: specs },
      { path: '^functions/[^/]+/', pathNot: ['^functions/$1/', '^functions/runtime/'] },
    ),
    rule(
      'runtime-knows-no-function',
      'functions/runtime is the floor that all functions stand on.',
      { path: '^functions/runtime/' },
      { path: '^functions/(?!runtime/)' },
    ),
    rule(
      'adapters-are-wired-in-handlers',
      'handler.ts and the wire-*.ts of the runtime are the composition root; everything else receives what it needs.',
      { path: '^functions/', pathNot: ['/(handler|wire-[a-z]+)[.]ts$', ...specs] },
      { path: '^shared/adapters/' },
    ),
    rule(
      'infra-reads-data-only',
      'infra may read names, limits and connector manifests. Anything else couples synth to run time.',
      { path: '^infra/', pathNot: specs },
      {
        path: '^(shared|functions|admin-web|bench)/',
        pathNot: ['^shared/config/', '^shared/connectors/manifests[.]ts$'],
      },
    ),
    rule(
      'stacks-know-no-local-runtime',
      'The local runtime runs the stacks; the stacks do not know that it exists.',
      { path: '^infra/', pathNot: ['^infra/local/', ...specs] },
      { path: '^infra/local/' },
    ),
    rule(
      'cdk-stays-in-infra',
      'aws-cdk-lib in a function’s bundle is megabytes of cold start.',
      { pathNot: ['^infra/', '^test/'] },
      { path: '^node_modules/(aws-cdk-lib|constructs)/' },
    ),
    rule(
      'dashboard-knows-contract-and-domain-only',
      'The dashboard sees the HTTP contract and pure domain code, nothing that needs a server.',
      { path: '^admin-web/', pathNot: specs },
      { path: '^(shared|functions|infra|bench)/', pathNot: '^shared/(contract|domain)/' },
    ),
    rule(
      'features-are-islands',
      'Two features meet in admin-web/src/app, never in each other.',
      { path: '^admin-web/src/features/([^/]+)/' },
      { path: '^admin-web/src/features/[^/]+/', pathNot: '^admin-web/src/features/$1/' },
    ),
    rule(
      'nothing-imports-the-app',
      'The dashboard flows one way: app, then features, then components and lib.',
      { path: '^admin-web/src/(features|components|lib)/' },
      { path: '^admin-web/src/app/' },
    ),
    rule(
      'components-serve-every-feature',
      'components and lib know no feature.',
      { path: '^admin-web/src/(components|lib)/' },
      { path: '^admin-web/src/features/' },
    ),
    rule(
      'production-never-imports-tests',
      'What both need moves out of test/.',
      { path: production, pathNot: specs },
      { path: ['^test/', ...specs] },
    ),
    rule(
      'no-circular',
      'Two files that need each other are one file, or hide a third.',
      {},
      { circular: true },
    ),
    rule(
      'nothing-unresolvable',
      'It does not exist. (aws-lambda is a package of types only.)',
      {},
      { couldNotResolve: true, pathNot: '^aws-lambda$' },
    ),
    rule(
      'lambda-code-uses-dependencies',
      'What runs in a function must be a dependency, not a tool of this repository.',
      { path: '^(functions|shared)/', pathNot: ['/simulator/', '/conformance/', ...specs] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' },
    ),
    rule(
      'packages-are-declared',
      'A package that is only there because another needs it may go at any time.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    rule(
      'no-orphans',
      'Nobody imports this file: delete it or wire it.',
      {
        orphan: true,
        pathNot: [
          '[.]d[.]ts$',
          '[.]config[.]ts$',
          '^test/',
          '^bench/',
          ...specs,
          '^functions/[^/]+/handler[.]ts$',
        ],
      },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)(dist|cdk[.]out|coverage)/', '^test/acceptance/connectors/eleventh/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
};
