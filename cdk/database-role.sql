CREATE ROLE gateway LOGIN;
GRANT rds_iam TO gateway;
GRANT CREATE, USAGE ON SCHEMA public TO gateway;
