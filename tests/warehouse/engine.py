"""Runs queries in a database that is a Python package, for tests/it/usage/warehouse.rs.

    engine.py duckdb|clickhouse|spark|parse < jobs.json > results.json

A job has "setup", statements that make its table, and "query"; its result is the CSV that the database
writes. For `parse` a job has "dialect" and "query", and its result is an empty text or what is wrong.
Ends with status 77 where the package is not installed.
"""

import json
import os
import sys
import tempfile

# sessions are put into a zone that is not UTC: the queries must not follow it
ZONE = "America/New_York"


def duckdb_engine(jobs):
    import duckdb

    for job in jobs:
        connection = duckdb.connect()
        connection.execute(f"SET TimeZone = '{ZONE}'")
        for statement in job["setup"]:
            connection.execute(statement)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "result.csv")
            connection.execute(f"COPY (\n{job['query']}\n) TO '{path}' (FORMAT csv, HEADER)")
            with open(path, encoding="utf-8") as file:
                yield file.read()


def clickhouse_engine(jobs):
    from chdb import session

    # a process has one session
    with tempfile.TemporaryDirectory() as folder:
        database = session.Session(folder)
        database.query(f"SET session_timezone = '{ZONE}'")
        for job in jobs:
            for statement in job["setup"]:
                database.query(statement)
            yield str(database.query(job["query"], "CSVWithNames"))
        database.close()


def spark_engine(jobs):
    from pyspark.sql import SparkSession

    with tempfile.TemporaryDirectory() as folder:
        builder = SparkSession.builder.master("local[1]")
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.sql.session.timeZone": ZONE,
            "spark.sql.warehouse.dir": folder,
            "spark.sql.shuffle.partitions": "1",
        }
        for name, value in settings.items():
            builder = builder.config(name, value)
        spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
        for place, job in enumerate(jobs):
            for statement in job["setup"]:
                spark.sql(statement)
            path = os.path.join(folder, f"result-{place}")
            spark.sql(job["query"]).coalesce(1).write.option("header", True).csv(path)
            part = next(name for name in os.listdir(path) if name.endswith(".csv"))
            with open(os.path.join(path, part), encoding="utf-8") as file:
                yield file.read()
        spark.stop()


def parse(jobs):
    import sqlglot

    for job in jobs:
        try:
            statements = sqlglot.parse(job["query"], read=job["dialect"])
            opaque = [part for part in statements[0].walk() if isinstance(part, sqlglot.exp.Command)]
            yield "" if len(statements) == 1 and not opaque else "not one query"
        except sqlglot.errors.SqlglotError as error:
            yield str(error)


ENGINES = {"duckdb": duckdb_engine, "clickhouse": clickhouse_engine, "spark": spark_engine, "parse": parse}

if __name__ == "__main__":
    try:
        results = list(ENGINES[sys.argv[1]](json.load(sys.stdin)))
    except ModuleNotFoundError as missing:
        print(missing, file=sys.stderr)
        sys.exit(77)
    json.dump(results, sys.stdout)
