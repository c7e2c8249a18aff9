using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Jobs;

/// <summary>
/// The scheduler: on PostgreSQL a clustered store that all nodes share, else a store of its own file beside the
/// embedded database, whose writer it would otherwise hold up every few seconds.
/// </summary>
internal static class JobHost
{
    public static void AddJobs(this IServiceCollection services, WebSettings settings)
    {
        if (settings.Jobs is not { } store)
            return;
        services.AddSingleton<RoundTools>();
        if (settings is { HasNetSuite: true, PushSecret: not null })
            services.AddHostedService<HintRound>();
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "turnstone";
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(5);
            });
            quartz.UsePersistentStore(persistent =>
            {
                if (store.IsServer)
                {
                    persistent.UsePostgres(NpgsqlFactory.Instance, store.ConnectionString);
                    persistent.UseClustering(cluster => cluster.CheckinInterval = TimeSpan.FromSeconds(5));
                }
                else
                {
                    persistent.UseSqlite(SqliteFactory.Instance, store.ConnectionString);
                }

                persistent.UseSystemTextJsonSerializer();
                persistent.ConfigureStore(options => options.StoreJobDataAsStrings = true);
                persistent.ProvisionSchema();
            });
            Every<LedgerRound>(quartz, TimeSpan.FromMinutes(5));
            Every<ArrivalRound>(quartz, TimeSpan.FromMinutes(1));
            Every<PostingRound>(quartz, TimeSpan.FromMinutes(1));
            Every<AnchorRound>(quartz, TimeSpan.FromHours(24));
            // Not at once: whoever starts the program wants its pages first.
            Every<ProofRound>(quartz, TimeSpan.FromHours(24), after: TimeSpan.FromMinutes(30));
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    private static void Every<TJob>(IQuartzBuilder quartz, TimeSpan pause, TimeSpan after = default)
        where TJob : IJob
    {
        var key = new JobKey(typeof(TJob).Name);
        quartz.AddJob<TJob>(job => job.WithIdentity(key).RequestRecovery());
        quartz.AddTrigger(trigger => trigger.ForJob(key).WithIdentity(typeof(TJob).Name)
            .StartAt(TimeProvider.System.GetUtcNow() + after)
            .WithSimpleSchedule(schedule => schedule.WithInterval(pause).RepeatForever()));
    }
}
