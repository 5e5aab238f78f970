import { init } from '@sentry/nestjs';

init({ dsn: `${process.env.BENCH_SINK.replace('//', '//key@')}/1`, tracesSampleRate: 1 });
