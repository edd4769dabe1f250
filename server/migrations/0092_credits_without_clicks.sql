-- Who refuses to be tracked has what they bought put down anew at once, by what is known without their clicks.
grant insert on conversion_credit to tidings_app;
